function deletes() {
  return [delete this, delete new.target, delete (this)]
}
log(deletes())
