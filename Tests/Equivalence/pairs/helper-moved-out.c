// kind: helper
// function: lamp_on
// forward: unknown
// backward: unknown
// why: The helper's body moved to another file; the new side only declares it.
int lamp_write(int);
#ifdef OLD
int twice(int x) { return lamp_write(2 * x); }
int lamp_on(int x) { return twice(x) + 1; }
#else
int twice(int x);
int lamp_on(int x) { int r = twice(x); return r + 1; }
#endif
