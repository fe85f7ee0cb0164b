// kind: location
// function: trap_here
// forward: same
// why: Only lines moved: __LINE__ goes into a warning's place, which is not compared.

void warn_slowpath_fmt(const char *file, int line, unsigned int taint, const char *fmt, ...);
#define WARN_ON(condition) ({ \
	int __warned = !!(condition); \
	if (__warned) \
		warn_slowpath_fmt(__FILE__, __LINE__, 9, (void *)0); \
	__warned; })

#ifdef OLD
int trap_here(int what)
{
	return WARN_ON(what == 3);
}
#else
int trap_here(int what)
{

	return WARN_ON(what == 3);
}
#endif
