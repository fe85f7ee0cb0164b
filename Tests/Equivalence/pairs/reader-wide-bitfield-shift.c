// kind: bit-field
// function: lamp_bytes
// forward: drifted or unknown
// why: gcc keeps a bit-field wider than int at its own width: the shift loses the bits above 40 in the old side (clang widens it first).

typedef unsigned long long u64;
struct lamp {
	u64 blocks:40;
};

#ifdef OLD
u64 lamp_bytes(struct lamp *lamp)
{
	return lamp->blocks << 8;
}
#else
u64 lamp_bytes(struct lamp *lamp)
{
	return (u64)lamp->blocks << 8;
}
#endif
