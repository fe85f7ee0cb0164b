// kind: align-local
// function: f
// forward: not-same
// why: Where objects lie is not known.
// witness: none: it is about what a run of two builds cannot tell apart

int out(char *);
#ifdef OLD
int f(void) { char b[128]; char *p = (char *)(((unsigned long)b + 63) & ~63UL); return out(p); }
#else
int f(void) { char b[128]; char *p = b; return out(p); }
#endif
