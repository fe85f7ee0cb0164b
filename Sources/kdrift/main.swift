print("kdrift")
