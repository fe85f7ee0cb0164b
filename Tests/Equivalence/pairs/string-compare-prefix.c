// kind: string
// function: is_on
// forward: drifted
// why: A longer text that begins so counts too.

int strcmp(const char *a, const char *b);

#ifdef OLD
int is_on(const char *text)
{
	return !strcmp(text, "on");
}
#else
int is_on(const char *text)
{
	return text[0] == 'o' && text[1] == 'n';
}
#endif
