// kind: helper
// function: lamp_limit
// forward: unknown
// backward: unknown
// why: The constant moved to another file; what it holds there is not read.
#ifdef OLD
const int limit = 8;
int lamp_limit(int x) { return x < limit; }
#else
extern const int limit;
int lamp_limit(int x) { return limit > x; }
#endif
