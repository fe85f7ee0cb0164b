// kind: rename
// function: lamp_read
// forward: same
// backward: same
// why: A local whose address is passed has another name.
int bus_read(int, unsigned *);
#ifdef OLD
int lamp_read(int r) { unsigned v; int e = bus_read(r, &v); if (e) return e; return v & 255; }
#else
int lamp_read(int reg) { unsigned val; int ret = bus_read(reg, &val); if (ret < 0 || ret > 0) return ret; return (int)(val % 256); }
#endif
