// kind: log-result2
// function: f
// forward: not-same
// why: Logs, allocations and functions that never come back are known.
// witness: none: it is about what a run of two builds cannot tell apart

int _printk(const char *, ...);
#ifdef OLD
int f(void) { return _printk("abc"); }
#else
int f(void) { _printk("abc"); return 0; }
#endif
