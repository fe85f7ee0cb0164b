// kind: log-const-table
// function: f
// forward: same-but-log
// why: Logs, allocations and functions that never come back are known.
// witness: none: it is about what a run of two builds cannot tell apart

int _printk(const char *, ...);
#ifdef OLD
static const char t[4] = "abc";
#else
static const char t[4] = "abd";
#endif
void f(void) { _printk("%s", t); }
