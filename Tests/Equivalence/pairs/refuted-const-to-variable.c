// kind: tables
// function: f
// forward: not-same
// why: A number that was constant may be set now.


#ifdef OLD
static const int max = 5;
int f(void) { return max; }
#else
static int max = 5;
void set(int v) { max = v; }
int f(void) { return max; }
#endif
