function f(a) { return a } log(f(1)) // a comment at the very end
