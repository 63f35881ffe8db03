//! The shortest way through.

use crate::sandbox::Sandbox;

#[test]
fn a_contact_comes_in_and_goes_out() {
    let rolo = Sandbox::at("2026-09-01");
    rolo.file("people.csv", "email,name\nana@example.com,Ana Cruz\n");
    rolo.ok(&["nightly", "people.csv"]);
    let out = rolo.ok(&["export", "--columns", "name,email,status"]);
    assert_eq!(out, "name,email,status\nAna Cruz,ana@example.com,new\n");
}
