// kind: log-memory
// function: f
// forward: same-but-log
// why: Logs, allocations and functions that never come back are known.
// witness: none: it is about what a run of two builds cannot tell apart

int _printk(const char *, ...);
struct s { unsigned char mac[6]; };
#ifdef OLD
void f(struct s *p) { p->mac[0] = 1; _printk("%pM", p->mac); }
#else
void f(struct s *p) { _printk("%pM", p->mac); p->mac[0] = 1; }
#endif
