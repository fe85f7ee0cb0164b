// kind: fnptr-constraint
// function: f
// forward: not-same
// why: Locals are seen through pointers to them, and behind loops.
// witness: none: it is about what a run of two builds cannot tell apart

enum constraint { CA }; int deflt(char *, enum constraint);
int (*handler)(char *, enum constraint) = deflt;
#ifdef OLD
int f(char *p) { return handler(p, CA); }
#else
int f(char *p) { return deflt(p, CA); }
#endif
