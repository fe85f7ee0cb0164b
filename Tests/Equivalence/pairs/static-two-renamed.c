// kind: refuted
// function: f
// function: g
// forward: same or unknown
// why: Two static variables of one type have other names.
// witness: none: it is about what a run of two builds cannot tell apart


#ifdef OLD
static int rxc, txc;
void f(int x) { if (x) rxc++; else txc++; }
int g(void) { return rxc + 2 * txc; }
#else
static int rx_count, tx_count;
void f(int x) { if (x) rx_count++; else tx_count++; }
int g(void) { return rx_count + 2 * tx_count; }
#endif
