//! The settings file and the environment, as the subcommands see them.

use super::Desk;

#[test]
fn the_settings_file_says_who_writes_and_how_it_is_shown() {
    let desk = Desk::new();
    let text = "language = \"zh\"\ntimezone = \"+09:00\"\nperson = \"wang.fang\"\nname = \"王芳\"\n";
    std::fs::write(desk.settings().join("config.toml"), text).unwrap();
    desk.start("x", &[]);
    let told = desk.run(&["log", "1"]);
    assert!(told.out.contains("人员：wang.fang 王芳"), "{}", told.out);
    assert!(told.out.contains("时区：+09:00"), "{}", told.out);
    let told = desk.run(&["log", "1", "--lang", "en", "--zone", "UTC"]);
    assert!(told.out.contains("person: wang.fang 王芳"), "{}", told.out);
    assert!(told.out.contains("time zone: UTC"), "{}", told.out);
}

#[test]
fn a_wrong_setting_is_told_with_its_place_and_keeps_nobody_from_working() {
    let desk = Desk::new();
    let file = desk.settings().join("config.toml");
    std::fs::write(&file, "bell = 1\nlangauge = \"zh\"\nname = \"王芳\"\n").unwrap();
    let told = desk.run(&["list"]);
    let file = file.display();
    assert_eq!(
        told.errors,
        format!(
            "{file}:1:8: `bell` must be true or false\n\
             {file}:2:1: there is no setting `langauge`; did you mean `language`?\n\
             there are no runs yet\n"
        )
    );
    assert_eq!(told.code, 0);
}

#[test]
fn a_zone_that_is_set_and_is_none_is_told_with_its_place() {
    let desk = Desk::new();
    let file = desk.settings().join("config.toml");
    std::fs::write(&file, "name = \"王芳\"\n timezone = \"Mars/Olympus\"\n").unwrap();
    let told = desk.run(&["list"]);
    let place = format!("{}:2:13: there is no time zone `Mars/Olympus`", file.display());
    assert!(told.errors.starts_with(&place), "{}", told.errors);
    assert_eq!(told.code, 0);
}

#[test]
fn a_zone_that_is_none_is_refused() {
    let told = Desk::new().run(&["list", "--zone", "Mars/Olympus"]);
    assert_eq!(told.code, 2);
    assert!(told.errors.starts_with("there is no time zone `Mars/Olympus`"), "{}", told.errors);
}
