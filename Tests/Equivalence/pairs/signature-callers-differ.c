// kind: signature
// function: relay_flip
// function: flip
// forward(relay_flip): drifted
// forward(flip): unknown
// why: One of the two callers passes another side.

struct relay { int locked, side; };
void relay_pulse(int side);

#ifdef OLD
static int flip(struct relay *relay)
{
	relay_pulse(relay->side);
	return 0;
}

int relay_flip(struct relay *relay)
{
	return flip(relay);
}
int relay_flop(struct relay *relay)
{
	return flip(relay);
}
#else
static int flip(int side)
{
	relay_pulse(side);
	return 0;
}

int relay_flip(struct relay *relay)
{
	return flip(!relay->side);
}
int relay_flop(struct relay *relay)
{
	return flip(relay->side);
}
#endif
