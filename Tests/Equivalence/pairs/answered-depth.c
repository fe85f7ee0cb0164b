// kind: answers
// function: lamp_on
// forward: same or unknown
// why: ready() gives no more than 3; the sides differ only for 7.
int lamp_write(int);
int ready(int x) { int i, s = 0; for (i = 0; i < x; i++) s += lamp_write(i); return s & 3; }
#ifdef OLD
int lamp_on(int x) { int r = ready(x); if (r == 7) return 1; return r; }
#else
int lamp_on(int x) { return ready(x); }
#endif
