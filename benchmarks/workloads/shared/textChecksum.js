'use strict'

/** Folds every 17th character of `text` into `checksum`. */
function addText(checksum, text) {
  let sum = checksum
  for (let at = 0; at < text.length; at += 17) sum = (Math.imul(sum, 31) + text.charCodeAt(at)) | 0
  return (Math.imul(sum, 31) + text.length) | 0
}

module.exports = { addText }
