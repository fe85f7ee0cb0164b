// kind: minmax
// function: clamp_level
// forward: same
// why: clamp() written with conditions.

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
	if (level < -10)
		return -10;
	if (level > 10)
		return 10;
	return level;
}
#endif
