// kind: log-buffer
// function: f
// forward: same-but-log
// why: Logs, allocations and functions that never come back are known.
// witness: none: it is about what a run of two builds cannot tell apart

int _printk(const char *, ...);
#ifdef OLD
void f(void) { char b[4] = "a"; _printk("%s", b); }
#else
void f(void) { char b[4] = "b"; _printk("%s", b); }
#endif
