// kind: minmax
// function: clamp_to
// forward: drifted
// why: Where the lower bound is above the upper one, the nesting decides.

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
	return max(min(level, high), low);
}
#endif
