// kind: ternary
// function: port_speed
// forward: drifted
// why: Written out, the operand is called a second time.

int port_read(int port);

#ifdef OLD
int port_speed(int port)
{
	return port_read(port) ?: 10;
}
#else
int port_speed(int port)
{
	return port_read(port) ? port_read(port) : 10;
}
#endif
