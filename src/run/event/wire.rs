//! How an event is read: an object whose field `kind` says which it is.
//!
//! What this program writes has the kind first, so the fields behind it are read where they stand. An object that
//! has it elsewhere says the same and is read too, by way of a copy.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{CowStrDeserializer, MapAccessDeserializer};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IntoDeserializer, MapAccess, VariantAccess, Visitor,
};
use serde::{Deserialize, forward_to_deserialize_any};
use serde_json::Value;

use super::Event;

/// Declares the events once, to be written with their kind and to be read by it: what serde derives for reading would
/// first copy every event whole.
macro_rules! events {
    ($(#[$meta:meta])* pub enum $name:ident { $($variants:tt)* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Serialize)]
        #[serde(tag = "kind")]
        pub enum $name { $($variants)* }

        /// The same list, read by the name of the variant.
        mod by_kind {
            #[allow(clippy::wildcard_imports)]
            use super::*;

            #[derive(Deserialize)]
            #[serde(remote = "super::Event", deny_unknown_fields)]
            pub(super) enum $name { $($variants)* }
        }
    };
}
pub(super) use events;

impl<'de> Deserialize<'de> for Event {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(AnEvent)
    }
}

struct AnEvent;

impl<'de> Visitor<'de> for AnEvent {
    type Value = Event;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an event, which has a `kind`")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Event, M::Error> {
        match map.next_key::<Text<'de>>()? {
            Some(Text(name)) if name == "kind" => {
                let Text(kind) = map.next_value()?;
                super::by_kind::Event::deserialize(Tagged { kind, fields: map, error: PhantomData })
            }
            Some(Text(name)) => out_of_order(name.into_owned(), map),
            None => Err(M::Error::missing_field("kind")),
        }
    }
}

fn out_of_order<'de, M: MapAccess<'de>>(first: String, mut map: M) -> Result<Event, M::Error> {
    let mut fields = vec![(first, map.next_value::<Value>()?)];
    while let Some(field) = map.next_entry::<String, Value>()? {
        fields.push(field);
    }
    let place = fields.iter().position(|(name, _)| name == "kind");
    let place = place.ok_or_else(|| M::Error::missing_field("kind"))?;
    fields[..=place].rotate_right(1);
    let text: Vec<String> =
        fields.iter().map(|(name, value)| format!("{}:{value}", Value::from(name.as_str()))).collect();
    let text = format!("{{{}}}", text.join(","));
    serde_json::from_slice(text.as_bytes()).map_err(M::Error::custom)
}

/// A text, copied only where it holds escapes.
#[derive(Deserialize)]
#[serde(transparent)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

/// An event whose kind is read, and the fields that follow.
struct Tagged<'de, M, E> {
    kind: Cow<'de, str>,
    fields: M,
    error: PhantomData<E>,
}

impl<'de, M: MapAccess<'de, Error = E>, E: Error> Deserializer<'de> for Tagged<'de, M, E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_enum(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de, M: MapAccess<'de, Error = E>, E: Error> EnumAccess<'de> for Tagged<'de, M, E> {
    type Error = E;
    type Variant = Fields<M>;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Fields<M>), E> {
        let kind: CowStrDeserializer<'de, E> = self.kind.into_deserializer();
        Ok((seed.deserialize(kind)?, Fields(self.fields)))
    }
}

/// The fields of an event, in any order.
struct Fields<M>(M);

impl<'de, M: MapAccess<'de>> VariantAccess<'de> for Fields<M> {
    type Error = M::Error;

    fn unit_variant(self) -> Result<(), M::Error> {
        Err(M::Error::custom("an event has fields"))
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, M::Error> {
        seed.deserialize(MapAccessDeserializer::new(self.0))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, M::Error> {
        Err(M::Error::custom("an event has fields"))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, M::Error> {
        visitor.visit_map(self.0)
    }
}
