// kind: minmax
// function: clamp_level
// forward: drifted
// why: min() and max() are exchanged.

#define min(a, b) ({ typeof(a) __a = (a); typeof(b) __b = (b); __a < __b ? __a : __b; })
#define max(a, b) ({ typeof(a) __a = (a); typeof(b) __b = (b); __a > __b ? __a : __b; })

#ifdef OLD
int clamp_level(int level)
{
	return min(max(level, -10), 10);
}
#else
int clamp_level(int level)
{
	return max(min(level, -10), 10);
}
#endif
