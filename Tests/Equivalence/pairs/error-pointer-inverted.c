// kind: error-pointer
// function: clock_get
// forward: same
// why: The error pointer is looked at first or last.

#define MAX_ERRNO 4095
#define IS_ERR_VALUE(x) ((unsigned long)(void *)(x) >= (unsigned long)-MAX_ERRNO)
static inline void *ERR_PTR(long error) { return (void *)error; }
static inline long PTR_ERR(const void *ptr) { return (long)ptr; }
static inline _Bool IS_ERR(const void *ptr) { return IS_ERR_VALUE(ptr); }
static inline _Bool IS_ERR_OR_NULL(const void *ptr) { return !ptr || IS_ERR_VALUE(ptr); }
struct clock { int rate; };
struct clock *clock_find(int id);

#ifdef OLD
int clock_get(int id, int *rate)
{
	struct clock *clock = clock_find(id);

	if (IS_ERR(clock))
		return PTR_ERR(clock);
	if (!clock)
		return -2;
	*rate = clock->rate;
	return 0;
}
#else
int clock_get(int id, int *rate)
{
	struct clock *clock = clock_find(id);

	if (IS_ERR_OR_NULL(clock))
		return clock ? PTR_ERR(clock) : -2;
	*rate = clock->rate;
	return 0;
}
#endif
