// kind: signature
// function: f
// forward: not-same
// why: The call of itself passes 1 and 2 to parameters that changed places.


#ifdef OLD
int f(int a, long b) { if (a > 10) return f(1, 2); return a - (int)b; }
#else
int f(long b, int a) { if (a > 10) return f(1, 2); return a - (int)b; }
#endif
