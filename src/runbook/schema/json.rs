//! A JSON Schema for editors, from the table of fields.
//!
//! It knows keys, types and words; what refers to what is for `dutybook check` alone.

use serde_json::{Map, Value, json};

use super::{Kind, RUNBOOK, Shape};
use crate::runbook::id::MAX_ID_CHARS;

/// The schema of runbooks and overlays. Nothing is required beyond `schema`, since an overlay gives what it likes.
pub fn json_schema() -> Value {
    let mut definitions = Map::new();
    for shape in Shape::all() {
        if !shape.header.is_empty() {
            definitions.insert(name(shape), table(shape));
        }
    }
    definitions.insert("text".to_owned(), text());
    let mut root = table(&RUNBOOK);
    if let Some(root) = root.as_object_mut() {
        root.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
        root.insert("title".to_owned(), json!("dutybook runbook"));
        root.insert("required".to_owned(), json!(["schema"]));
        root.insert("definitions".to_owned(), Value::Object(definitions));
    }
    root
}

/// A name for a table's definition: `a step` is `step`.
fn name(shape: &Shape) -> String {
    shape.what.rsplit(' ').next().unwrap_or(shape.what).trim_matches('`').to_owned()
}

fn table(shape: &Shape) -> Value {
    let mut properties = Map::new();
    for field in shape.fields {
        let mut value = value(field.kind);
        if let Some(value) = value.as_object_mut() {
            value.insert("description".to_owned(), json!(field.doc));
        }
        properties.insert(field.name.to_owned(), value);
    }
    json!({
        "type": "object",
        "description": shape.doc,
        "properties": properties,
        "additionalProperties": false,
    })
}

fn text() -> Value {
    json!({
        "anyOf": [
            { "type": "string", "minLength": 1 },
            {
                "type": "object",
                "properties": { "zh": { "type": "string" }, "en": { "type": "string" } },
                "required": ["zh", "en"],
                "additionalProperties": false,
            },
        ],
    })
}

fn value(kind: Kind) -> Value {
    let string = json!({ "type": "string", "minLength": 1 });
    let id = json!({ "type": "string", "pattern": "^[a-z0-9][a-z0-9_-]*$", "maxLength": MAX_ID_CHARS });
    let moment = json!({ "type": "string", "pattern": "^[a-z0-9:_-]+$" });
    let reference = |name: &str| json!({ "$ref": format!("#/definitions/{name}") });
    match kind {
        Kind::Schema => json!({ "const": 1 }),
        Kind::Id | Kind::Ref => id,
        Kind::Refs => json!({ "type": "array", "items": id }),
        Kind::Line | Kind::Condition => string,
        Kind::Lines => json!({ "anyOf": [string, { "type": "array", "items": string, "minItems": 1 }] }),
        Kind::Text | Kind::Template => json!({ "allOf": [reference("text")] }),
        Kind::Date => json!({ "type": "string", "format": "date" }),
        Kind::Duration => json!({ "type": "string", "pattern": DURATION }),
        Kind::Bool => json!({ "type": "boolean" }),
        Kind::Whole(min, max) => json!({ "type": "integer", "minimum": min, "maximum": max }),
        Kind::OneOf(words) => json!({ "enum": words }),
        Kind::Moment => moment,
        Kind::Moments => json!({ "anyOf": [moment, { "type": "array", "items": moment, "minItems": 1 }] }),
        Kind::Limit => json!({ "type": "string", "pattern": format!("{DURATION}|^row\\.[a-z0-9_-]+$") }),
        Kind::RequiredBy => {
            json!({ "type": "string", "pattern": "^(closed|stage:[a-z-]+|phase:[a-z0-9_-]+|step:[a-z0-9_-]+)$" })
        }
        Kind::Catalogue => json!({ "type": "string", "pattern": "^[a-z0-9._-]+$" }),
        Kind::Currency => json!({ "type": "string", "pattern": "^[A-Z]{3}$" }),
        Kind::Table(shape) => json!({ "allOf": [reference(&name(shape))] }),
        Kind::Tables(shape) => json!({ "type": "array", "items": reference(&name(shape)) }),
    }
}

const DURATION: &str = "^\\s*([0-9]+(s|m|min|h|d|mo|y)\\s*)+$";
