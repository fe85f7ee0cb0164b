// kind: answers
// function: lamp_on
// forward: same or unknown
// why: ready() gives 0 or -5 by way of probe(); the sides differ only for 7, which it never gives.
#ifdef OLD
int lamp_write(int);
static int probe(int x) { int i, s = 0; for (i = 0; i < x; i++) s += lamp_write(i) < 0; return s ? -5 : 0; }
int ready(int x) { return probe(x); }
int lamp_on(int x) { int r = ready(x); if (r == 7) return 1; return r; }
#else
int lamp_write(int);
static int probe(int x) { int i, s = 0; for (i = 0; i < x; i++) s += lamp_write(i) < 0; return s ? -5 : 0; }
int ready(int x) { return probe(x); }
int lamp_on(int x) { return ready(x); }
#endif
