// kind: signature
// function: flip
// forward: not-same
// why: The caller's text is the same, but its helper takes a narrower number.

void relay_pulse(long side);

#ifdef OLD
static void flip(long side) { relay_pulse(side); }
#else
static void flip(int side) { relay_pulse(side); }
#endif
void relay_flip(long side) { flip(side); }
