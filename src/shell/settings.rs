//! The settings in force: what the command line, the settings file and the environment say, in this order.
//!
//! Nothing here fails because a setting is wrong; it is left out, and `problems` says so.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use etcetera::BaseStrategy;
use etcetera::base_strategy::Xdg;

use super::config::{Config, Named};
use super::disk::{Disk, RealDisk};
use super::environment::Environment;
use super::identity::Identity;
use super::machine::Machine;
use super::regular_file::{self, FileError};
use super::wishes::Wishes;
use super::zoneinfo;
use crate::app;
use crate::journal::PersonId;
use crate::locale::{Lang, settings as words};
use crate::run::Writer;
use crate::text::SafeText;
use crate::time::Zone;

/// Its name.
const FILE: &str = "config.toml";

/// The largest settings file that is read.
const MAX_CONFIG_BYTES: u64 = 1024 * 1024;

/// How this process works, and for whom.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The folder with runs and register.
    pub home: PathBuf,
    /// Where records go when the home's disk fails.
    pub fallback: Option<PathBuf>,
    /// What everything in it is written through.
    pub disk: Arc<dyn Disk>,
    pub lang: Lang,
    pub zone: Zone,
    /// The settings file.
    pub file: PathBuf,
    /// The theme, where that file chooses one.
    pub theme: Option<Named>,
    /// Where the person's own themes lie.
    pub themes: PathBuf,
    /// Whether the terminal's bell rings when a time passes.
    pub bell: bool,
    /// What is wanted of the terminal.
    pub wishes: Wishes,
    /// The keys of actions.
    pub keys: app::KeyTable,
    pub person: PersonId,
    /// The person's name in any script.
    pub display: String,
    pub machine: Machine,
    /// The group that shares the home, where one does.
    pub group: Option<String>,
    /// The person's own key, where one is named.
    pub identity: Option<Identity>,
    /// The file that says whose the keys are.
    pub signers: Option<PathBuf>,
    /// Folders with runbooks beside the built-in ones, the first before the others.
    pub runbooks: Vec<PathBuf>,
    /// The folder with catalogues of clocks and tables of holidays of one's own.
    pub clocks: PathBuf,
    /// What does not count of the settings file, in a sentence each.
    pub problems: Vec<SafeText>,
}

/// What the command line says about settings.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    pub lang: Option<Lang>,
    /// A zone by name or offset.
    pub zone: Option<String>,
}

/// Why there are no settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingsError {
    /// The machine knows no home folder of this account.
    NoHomeFolder,
    /// The command line names a zone that there is not.
    NoSuchZone(String),
}

impl SettingsError {
    /// The error in a person's language.
    pub fn say(&self, lang: Lang) -> SafeText {
        match self {
            Self::NoHomeFolder => words::NO_HOME_FOLDER.text(lang),
            Self::NoSuchZone(zone) => words::NO_SUCH_ZONE.with(lang, &[zone]),
        }
    }
}

impl Settings {
    /// Reads the settings of this process. Fails where the command line names no zone, or where there is no
    /// place for a home.
    pub fn load(environment: &Environment, overrides: &Overrides) -> Result<Self, SettingsError> {
        let folders = Xdg::new().ok();
        let home = environment.home().map(Path::to_owned);
        let home = home.or_else(|| Some(folders.as_ref()?.data_dir().join("dutybook")));
        let home = home.ok_or(SettingsError::NoHomeFolder)?;
        let folder = folders.map(|folders| folders.config_dir().join("dutybook"));
        let guess = overrides.lang.unwrap_or_else(|| language(None, environment));
        let file = folder.as_ref().map(|folder| folder.join(FILE));
        let (config, mut problems) = file.as_ref().map_or_else(Default::default, |file| read(file, guess));
        let lang = overrides.lang.unwrap_or_else(|| language(config.language, environment));
        let zone = match &overrides.zone {
            Some(name) => {
                zoneinfo::named(name, environment).ok_or_else(|| SettingsError::NoSuchZone(name.clone()))?
            }
            None => match zone(&config, environment) {
                Ok(zone) => zone,
                Err(named) => {
                    let fault = words::NO_SUCH_ZONE.with(lang, &[&named.name]);
                    let file = file.unwrap_or_default();
                    problems.push(named.say(&fault, &file.display().to_string(), lang));
                    zoneinfo::of_machine(environment)
                }
            },
        };
        let wishes = Wishes::of(&config);
        let machine = Machine::read(environment);
        let person = config.person.unwrap_or_else(|| machine.person());
        let mut runbooks: Vec<PathBuf> = folder.iter().map(|folder| folder.join("runbooks")).collect();
        let own = folder.unwrap_or_default();
        runbooks.extend(config.runbooks.into_iter().map(|extra| own.join(expand(&extra))));
        Ok(Self {
            home: std::path::absolute(&home).unwrap_or(home),
            fallback: config.fallback.map(|fallback| own.join(expand(&fallback))),
            disk: Arc::new(RealDisk),
            lang,
            zone,
            file: own.join(FILE),
            theme: config.theme,
            group: config.group,
            identity: config.identity.map(|key| {
                Identity::of(&key, |path| own.join(expand(path)), environment.get("SSH_AUTH_SOCK"))
            }),
            signers: config.signers.map(|file| own.join(expand(&file))),
            themes: own.join("themes"),
            bell: config.bell.unwrap_or(true),
            wishes,
            keys: config.keys,
            display: config.name.unwrap_or_else(|| person.as_str().to_owned()),
            person,
            machine,
            runbooks,
            clocks: own.join("clocks"),
            problems,
        })
    }

    /// What the first record of this person's feeds says.
    pub fn writer(&self) -> Writer {
        self.machine.writer(&self.person, &self.display)
    }

    /// The person at the console.
    pub fn me(&self) -> app::Me {
        app::Me { person: self.person.as_str().to_owned(), display: SafeText::line(&self.display) }
    }

    /// How the person at the console wants to see things.
    pub fn for_console(&self) -> app::Settings {
        app::Settings {
            lang: self.lang,
            zone: self.zone.clone(),
            bell: self.bell,
            watches: false,
            in_lines: false,
            keys: self.keys.clone(),
        }
    }
}

/// The language by the settings file, else by the locale; a locale of another language means English, none
/// at all means Chinese.
pub fn language(configured: Option<Lang>, environment: &Environment) -> Lang {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| environment.get(name));
    let by_locale = || locale.map_or(Lang::Zh, |code| Lang::from_code(code).unwrap_or(Lang::En));
    configured.unwrap_or_else(by_locale)
}

/// The zone by the settings file, else the machine's. Fails where the file names one that there is not.
fn zone<'c>(config: &'c Config, environment: &Environment) -> Result<Zone, &'c Named> {
    let Some(named) = &config.timezone else { return Ok(zoneinfo::of_machine(environment)) };
    zoneinfo::named(&named.name, environment).ok_or(named)
}

fn read(file: &Path, lang: Lang) -> (Config, Vec<SafeText>) {
    let name = file.display().to_string();
    // The file itself may be a link, as people keep their settings elsewhere.
    let real = std::fs::canonicalize(file).map_err(FileError::Io);
    match real.and_then(|file| regular_file::read(&file, MAX_CONFIG_BYTES)) {
        Ok(bytes) => {
            let (config, problems) = Config::parse(&String::from_utf8_lossy(&bytes));
            let lang = config.language.unwrap_or(lang);
            let problems = problems.iter().map(|problem| problem.say(&name, lang)).collect();
            (config, problems)
        }
        Err(FileError::Io(error)) if error.kind() == std::io::ErrorKind::NotFound => Default::default(),
        Err(error) => (Config::default(), vec![words::UNREADABLE.with(lang, &[&name, &error.say(lang)])]),
    }
}

/// A folder below `~` is below the home folder.
fn expand(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), etcetera::home_dir()) {
        (Ok(rest), Ok(home)) => home.join(rest),
        (Ok(_), Err(_)) | (Err(_), _) => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_comes_from_the_settings_then_the_locale() {
        let lang = |name: &'static str, value: &str| language(None, &Environment::of([(name, value)]));
        assert_eq!(lang("LANG", "zh_CN.UTF-8"), Lang::Zh);
        assert_eq!(lang("LANG", "C.UTF-8"), Lang::En);
        assert_eq!(lang("LANG", "fr_FR.UTF-8"), Lang::En);
        assert_eq!(lang("LANG", ""), Lang::Zh);
        let both = Environment::of([("LANG", "en_GB.UTF-8"), ("LC_ALL", "zh_CN.UTF-8")]);
        assert_eq!(language(None, &both), Lang::Zh);
        assert_eq!(language(Some(Lang::En), &both), Lang::En);
    }

    #[test]
    fn the_command_line_comes_before_all() {
        let environment =
            Environment::of([("DUTYBOOK_HOME", "/srv/duty"), ("LANG", "zh_CN.UTF-8"), ("TZ", "UTC")]);
        let overrides = Overrides { lang: Some(Lang::En), zone: Some("+09:00".to_owned()) };
        let settings = Settings::load(&environment, &overrides).unwrap();
        assert_eq!(settings.home, PathBuf::from("/srv/duty"));
        assert_eq!(settings.lang, Lang::En);
        assert_eq!(settings.zone.name().as_str(), "+09:00");
        let unknown = Overrides { zone: Some("Mars/Olympus".to_owned()), ..Overrides::default() };
        let error = Settings::load(&environment, &unknown).unwrap_err();
        assert_eq!(error, SettingsError::NoSuchZone("Mars/Olympus".to_owned()));
    }
}
