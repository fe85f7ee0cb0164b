// kind: comma
// function: pair_send
// forward: drifted
// why: The line is read before the value is put.

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
	int got = line_get();

	line_put(value);
	return got + 1;
}
#endif
