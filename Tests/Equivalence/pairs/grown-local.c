// kind: local
// function: lamp_read
// forward: same or unknown
// backward: same or unknown
// why: The buffer on the stack is larger than it was; no more of it is used.
int bus_read(void *, int);
#ifdef OLD
int lamp_read(void) { unsigned char b[4]; int e = bus_read(b, 4); return e ? e : b[0]; }
#else
int lamp_read(void) { unsigned char b[8]; int e = bus_read(b, 4); return e ? e : b[0]; }
#endif
