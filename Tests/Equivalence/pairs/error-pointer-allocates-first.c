// kind: error-pointer
// function: clock_make
// forward: drifted
// as: kzalloc struct clock
// why: A bad rate is found after the allocation, which leaks.

#define MAX_ERRNO 4095
#define IS_ERR_VALUE(x) ((unsigned long)(void *)(x) >= (unsigned long)-MAX_ERRNO)
static inline void *ERR_PTR(long error) { return (void *)error; }
static inline long PTR_ERR(const void *ptr) { return (long)ptr; }
static inline _Bool IS_ERR(const void *ptr) { return IS_ERR_VALUE(ptr); }
static inline _Bool IS_ERR_OR_NULL(const void *ptr) { return !ptr || IS_ERR_VALUE(ptr); }
#define GFP_KERNEL 0xcc0u
void *kmalloc(unsigned long size, unsigned int flags);
void *kzalloc(unsigned long size, unsigned int flags);
void kfree(const void *object);
#define NULL ((void *)0)
struct clock { int rate; };

#ifdef OLD
struct clock *clock_make(int rate)
{
	struct clock *clock;

	if (rate <= 0)
		return ERR_PTR(-22);
	clock = kzalloc(sizeof(*clock), GFP_KERNEL);
	if (!clock)
		return ERR_PTR(-12);
	clock->rate = rate;
	return clock;
}
#else
struct clock *clock_make(int rate)
{
	struct clock *clock = kzalloc(sizeof(*clock), GFP_KERNEL);

	if (!clock)
		return ERR_PTR(-12);
	if (rate <= 0)
		return ERR_PTR(-22);
	clock->rate = rate;
	return clock;
}
#endif
