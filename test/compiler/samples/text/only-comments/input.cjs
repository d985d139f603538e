// Nothing runs here.
/* and nothing
   here */
