// kind: minmax
// function: clamp_to
// forward: same
// why: The conditions stand in the order of the macros.

#define min(a, b) ({ typeof(a) __a = (a); typeof(b) __b = (b); __a < __b ? __a : __b; })
#define max(a, b) ({ typeof(a) __a = (a); typeof(b) __b = (b); __a > __b ? __a : __b; })

#ifdef OLD
int clamp_to(int level, int low, int high)
{
	return min(max(level, low), high);
}
#else
int clamp_to(int level, int low, int high)
{
	if (level < low)
		level = low;
	return level < high ? level : high;
}
#endif
