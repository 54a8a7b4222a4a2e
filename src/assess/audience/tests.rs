//! Taking secrets out of sentences.

use super::scrub::{Scrub, occurring};
use proptest::prelude::*;

#[test]
fn the_longer_of_two_secrets_goes_first_and_nothing_else_changes() {
    let scrub = Scrub::new(["業務サーバ", "業務サーバ第二", "10.60.10.0/24"].into_iter());
    assert_eq!(scrub.plain("業務サーバ第二と業務サーバは10.60.10.0/24にある"), "●●●と●●●は●●●にある");
    assert_eq!(scrub.plain("業務端末"), "業務端末");
    assert_eq!(Scrub::new([].into_iter()).plain("業務サーバ"), "業務サーバ");
}

#[test]
fn what_a_book_says_is_found_in_it() {
    assert_eq!(occurring(&["LGWAN", "第二庁舎", "WAN"], "LGWAN接続系"), ["LGWAN", "WAN"]);
}

proptest! {
    /// No secret is left in any text, whatever surrounds it and however secrets overlap.
    #[test]
    fn no_secret_is_left(secrets in prop::collection::vec("[ab]{3,5}", 1..6), text in "[abc]{0,60}") {
        let scrub = Scrub::new(secrets.iter().map(String::as_str));
        let clean = scrub.plain(&text);
        for secret in &secrets {
            prop_assert!(!clean.contains(secret.as_str()), "{} in {}", secret, clean);
        }
    }
}
