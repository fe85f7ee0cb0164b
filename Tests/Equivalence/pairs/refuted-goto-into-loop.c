// kind: goto-into-loop
// function: f
// forward: not-same
// why: A loop is entered again from outside of it, or its locals become known in it.
// witness: none: it is about what a run of two builds cannot tell apart

void g(int);
int f(int n) {
 int r = 0, i = 0;
 goto inner;
outer:
#ifdef OLD
 r += 5;
#else
 r += 6;
#endif
inner:
 i++;
 g(r);
 if (i & 1) goto inner;
 if (i < n) goto outer;
 return 0;
}
