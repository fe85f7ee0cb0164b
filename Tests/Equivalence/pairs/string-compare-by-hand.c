// kind: string
// function: is_on
// forward: same
// why: The comparison by letters is the same as by strcmp().

int strcmp(const char *a, const char *b);

#ifdef OLD
int is_on(const char *text)
{
	return !strcmp(text, "on");
}
#else
int is_on(const char *text)
{
	return text[0] == 'o' && text[1] == 'n' && !text[2];
}
#endif
