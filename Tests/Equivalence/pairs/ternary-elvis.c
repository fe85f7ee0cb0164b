// kind: ternary
// function: port_speed
// forward: same
// why: GNU's short conditional gives the first operand where it is not zero.

int port_read(int port);

#ifdef OLD
int port_speed(int port)
{
	return port_read(port) ?: 10;
}
#else
int port_speed(int port)
{
	int speed = port_read(port);

	if (!speed)
		speed = 10;
	return speed;
}
#endif
