// kind: macro
// function: shelf_check
// forward: same
// why: __LINE__ is no behaviour, also in an argument of another macro, where the call spans several lines (clang gives the last of them).

int check_book(const char *function, int line, int book, int more);
#define unlikely(x) __builtin_expect(!!(x), 0)
#define check(book, more) unlikely(check_book(__func__, __LINE__, (book), (more)))

#ifdef OLD
int shelf_first(void)
{
	return 1;
}
#else
int shelf_first(void)
{
	/* a line more */
	return 1;
}
#endif

int shelf_check(int book)
{
	if (check(book,
		  1))
		return -5;
	return 0;
}
