log('never runs')
function broken( {
