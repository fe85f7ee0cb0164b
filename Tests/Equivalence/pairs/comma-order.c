// kind: comma
// function: pair_send
// forward: same
// why: A comma evaluates from left to right, like two statements.

void line_put(int value);
int line_get(void);

#ifdef OLD
int pair_send(int value)
{
	int got;

	return line_put(value), got = line_get(), got + 1;
}
#else
int pair_send(int value)
{
	line_put(value);
	return line_get() + 1;
}
#endif
