use super::{Secret, digest};

#[test]
fn a_secret_shows_itself_only_when_asked() {
    let secret = Secret::draw().unwrap();
    assert_eq!(format!("{secret:?}"), "Secret(hidden)");
    assert_eq!(secret.reveal().len(), 43);
    assert!(secret.reveal().chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')));
    assert_ne!(secret.reveal(), Secret::draw().unwrap().reveal());
}

#[test]
fn a_digest_is_sha_256() {
    // FIPS 180-2, appendix B.1.
    assert_eq!(digest("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
