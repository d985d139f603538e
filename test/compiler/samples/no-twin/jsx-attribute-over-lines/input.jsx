function titled() {
  return <p title="first
    second" />
}
log(titled())
