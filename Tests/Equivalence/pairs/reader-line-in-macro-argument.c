// kind: place
// function: shelf_check
// forward: same
// why: __LINE__ stands in the argument of another macro, over several lines; the function only moved.

int check_entry(const char *function, unsigned int line, int entry);
#define unlikely(x) (__builtin_expect(!!(x), 0))
#define check(entry) unlikely(check_entry("shelf", __LINE__, (entry)))

#ifdef OLD
int shelf_spare(int entry) { return entry; }
#else
int shelf_spare(int entry)
{
	return entry;
}
#endif

int shelf_check(int entry)
{
	if (check(entry) ||
	    check(entry +
		  1))
		return -5;
	return 0;
}
