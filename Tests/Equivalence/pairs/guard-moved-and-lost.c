// kind: signature
// function: relay_flip
// forward: drifted
// why: The caller does not check.

struct relay { int locked, side; };
void relay_pulse(struct relay *relay);

#ifdef OLD
static int flip(struct relay *relay)
{
	if (relay->locked)
		return -16;
	relay->side = !relay->side;
	relay_pulse(relay);
	return 0;
}

int relay_flip(struct relay *relay)
{
	return flip(relay);
}
#else
static void flip(struct relay *relay)
{
	relay->side = !relay->side;
	relay_pulse(relay);
}

int relay_flip(struct relay *relay)
{
	flip(relay);
	return 0;
}
#endif
