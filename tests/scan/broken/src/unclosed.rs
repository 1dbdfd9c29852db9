fn f() {
    let text = "no end;
}
