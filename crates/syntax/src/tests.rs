//! What only the whole crate can show: the golden suite, the packs beside it, and what holds for any text.

mod outline;
mod packs;
mod properties;
mod suite;
