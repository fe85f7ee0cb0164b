// kind: signature
// function: relay_flip
// function: flip
// forward: same
// why: The helper gets the side and not the relay; its only callers do what they did.

struct relay { int locked, side; };
void relay_pulse(int side);

#ifdef OLD
static int flip(struct relay *relay)
{
	if (!relay->side)
		return -22;
	relay_pulse(relay->side);
	return 0;
}

int relay_flip(struct relay *relay)
{
	return flip(relay);
}
#else
static int flip(int side)
{
	if (side == 0)
		return -22;
	relay_pulse(side);
	return 0;
}

int relay_flip(struct relay *relay)
{
	return flip(relay->side);
}
#endif
