print("kdrift-extract")
