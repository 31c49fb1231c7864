def register_keras_serializable(package):
    return lambda registered: registered
